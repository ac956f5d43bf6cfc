"""The register's tables. Only `deeds` write them and only `queries` read them; nothing else may import this package.

Reports, decisions, signatures and audit entries are never edited: `tidings.register.append_only` puts triggers on them.
"""

from tidings.register.models.audit import AuditEntry as AuditEntry
from tidings.register.models.audit import AuditHead as AuditHead
from tidings.register.models.audit import AuditSubject as AuditSubject
from tidings.register.models.audit import AuditValue as AuditValue
from tidings.register.models.audit import Checkpoint as Checkpoint
from tidings.register.models.audit import DeedRow as DeedRow
from tidings.register.models.audit import SignInTry as SignInTry
from tidings.register.models.linking import KeyRow as KeyRow
from tidings.register.models.linking import PreparedRow as PreparedRow
from tidings.register.models.linking import Proposal as Proposal
from tidings.register.models.listings import Delisting as Delisting
from tidings.register.models.listings import Listing as Listing
from tidings.register.models.persons import Confirmation as Confirmation
from tidings.register.models.persons import Decision as Decision
from tidings.register.models.persons import Number as Number
from tidings.register.models.persons import Pair as Pair
from tidings.register.models.persons import Person as Person
from tidings.register.models.persons import Signature as Signature
from tidings.register.models.persons import Undoing as Undoing
from tidings.register.models.persons import Withdrawal as Withdrawal
from tidings.register.models.reports import ReportRow as ReportRow
from tidings.register.models.reports import Standing as Standing
from tidings.register.models.reports import State as State
from tidings.register.models.scope import BureauManager as BureauManager
from tidings.register.models.scope import BureauQuerySet as BureauQuerySet
from tidings.register.models.scope import BureauRow as BureauRow
from tidings.register.models.scope import NoScopeError as NoScopeError
from tidings.register.models.sources import HeldRow as HeldRow
from tidings.register.models.sources import Source as Source
from tidings.register.models.sources import Taking as Taking

__all__ = [
    "AuditEntry",
    "AuditHead",
    "AuditSubject",
    "AuditValue",
    "BureauManager",
    "BureauQuerySet",
    "BureauRow",
    "Checkpoint",
    "Confirmation",
    "Decision",
    "DeedRow",
    "Delisting",
    "HeldRow",
    "KeyRow",
    "Listing",
    "NoScopeError",
    "Number",
    "Pair",
    "Person",
    "PreparedRow",
    "Proposal",
    "ReportRow",
    "SignInTry",
    "Signature",
    "Source",
    "Standing",
    "State",
    "Taking",
    "Undoing",
    "Withdrawal",
]
