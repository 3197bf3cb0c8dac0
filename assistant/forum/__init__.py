"""The forum bot: takes events, works durably, answers every post once and never twice."""
