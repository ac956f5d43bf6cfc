"""The fields of a report, each compared on its own terms; `tidings.linkage.model` says what their levels weigh."""
