"""From a report and a trial to findings; one file for each kind of evidence."""
