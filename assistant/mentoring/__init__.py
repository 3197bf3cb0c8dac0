"""What mentors do and what is kept of it: signing in, acts, labelled cases, drafts, forgetting."""
