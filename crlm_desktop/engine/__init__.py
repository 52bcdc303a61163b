"""Three-valued evaluation of a case: pure functions, no Qt, no files of a patient."""
