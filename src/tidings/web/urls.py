"""All addresses of the pages. No name of a person ever stands in one."""

from django.urls import URLPattern, URLResolver, include, path

from tidings.web.rounds.urls import urls as rounds
from tidings.web.views import audit, inbox, listing, person, requests, review, search, signin, taking

NAMESPACE = "web"

desk: list[URLPattern | URLResolver] = [
    path("", signin.home, name="home"),
    path("sign-in/", signin.signin, name="signin"),
    path("sign-out/", signin.signout, name="signout"),
    path("language/", signin.language, name="language"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<int:taking_id>/", taking.taking, name="taking"),
    path("inbox/<int:taking_id>/settle/", taking.settle, name="settle"),
    path("inbox/<int:taking_id>/mend/<int:report_id>/", taking.mend, name="mend"),
    path("inbox/<int:taking_id>/row/<int:held_id>/", taking.mend_row, name="mend_row"),
    path("review/", review.review, name="review"),
    path("review/<int:proposal_id>/", review.proposal, name="proposal"),
    path("decisions/<int:decision_id>/undo/", review.undo, name="undo"),
    path("people/", search.search, name="search"),
    path("people/<str:number>/", person.person, name="person"),
    path("people/<str:number>/confirm/", person.confirm, name="confirm"),
    path("people/<str:number>/confirm/<int:confirmation_id>/sign/", person.sign, name="sign"),
    path("people/<str:number>/confirm/<int:confirmation_id>/withdraw/", person.withdraw, name="withdraw"),
    path("people/<str:number>/lists/", listing.add, name="listing_add"),
    path("people/<str:number>/lists/<int:listing_id>/withdraw/", listing.withdraw, name="listing_withdraw"),
    path("unlisted/", listing.unlisted, name="unlisted"),
    path("rounds/", include(rounds)),
    path("requests/", requests.requests, name="requests"),
    path("requests/<str:number>/", requests.request_file, name="request"),
    path("requests/<str:number>/calls/<int:call_id>/", requests.called, name="called"),
    path("audit/", audit.audit, name="audit"),
    path("audit/checkpoint/", audit.checkpoint, name="checkpoint"),
]

urlpatterns = [path("", include((desk, NAMESPACE))), path("", include("tidings.web.family.urls"))]
