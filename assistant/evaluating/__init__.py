"""How good the product is: posts made by the thousand, labelled cases, and the figures of both."""
