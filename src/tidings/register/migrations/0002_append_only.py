"""What is written once stays: triggers on the log, reports, decisions, signatures and their undoings."""

from django.db import migrations

from tidings.register.append_only import forbid

# A report may only be emptied, once, and everything that says where it came from stays.
ERASURE = (
    "OLD.erased IS NULL AND NEW.erased IS NOT NULL AND NEW.content = '{}' AND NEW.event = ''"
    " AND NEW.id = OLD.id AND NEW.bureau_id = OLD.bureau_id AND NEW.identity = OLD.identity"
    " AND NEW.source_id = OLD.source_id AND NEW.handling = OLD.handling AND NEW.role = OLD.role"
    " AND NEW.origin = OLD.origin AND NEW.request = OLD.request"
    " AND NEW.taking_id IS NOT DISTINCT FROM OLD.taking_id AND NEW.mends_id IS NOT DISTINCT FROM OLD.mends_id"
)


class Migration(migrations.Migration):
    dependencies = [("register", "0001_tables")]

    operations = [
        *forbid(
            "register_auditentry",
            "register_auditsubject",
            "register_source",
            "register_decision",
            "register_undoing",
            "register_confirmation",
            "register_signature",
            "register_withdrawal",
            "register_deedrow",
            "register_number",
            "register_checkpoint",
        ),
        *forbid("register_reportrow", unless=ERASURE),
        # Erasure deletes the plain value and its salt; it never changes them.
        *forbid("register_auditvalue", delete=False),
    ]
