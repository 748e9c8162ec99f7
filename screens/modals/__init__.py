"""Questions and closer looks that lie over a screen: each is a `ModalScreen[Result]`."""
