"""Addresses of the families' pages. None holds a number or a name."""

from django.urls import path

from tidings.web.family import answer, ask

app_name = "family"

urlpatterns = [
    path("ask/", ask.name, name="ask"),
    path("ask/person/", ask.person, name="ask_person"),
    path("ask/contact/", ask.contact, name="ask_contact"),
    path("answer/", answer.answer, name="answer"),
    path("answer/sign-in/", answer.signin, name="signin"),
    path("answer/contact/", answer.contact, name="contact"),
    path("answer/leave/", answer.leave, name="leave"),
]
