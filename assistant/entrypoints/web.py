"""The pages: the form, a result, the knowledge base; everything works without JavaScript."""

from fastapi import APIRouter

from assistant.entrypoints.pages.exercises import add_exercises
from assistant.entrypoints.pages.form import add_form
from assistant.entrypoints.pages.knowledge import add_knowledge
from assistant.entrypoints.pages.rendering import Pages
from assistant.entrypoints.pages.result import add_results
from assistant.entrypoints.results import Results
from assistant.entrypoints.service import Service
from assistant.mentoring.details import Details


def routes(service: Service, pages: Pages, results: Results, details: Details) -> APIRouter:
    """The routes for people."""
    router = APIRouter(include_in_schema=False)
    add_form(router, service, pages, results, details)
    add_results(router, service, pages, results)
    add_knowledge(router, service, pages)
    add_exercises(router, service, pages)

    return router
