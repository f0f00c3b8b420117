"""The models that read text: the only code that runs ONNX models and cuts text into tokens. Nothing is loaded before it is asked for."""

from claimcheck.inference.opening import available, identity, open_if_whole, open_model, vectors_of

__all__ = ["available", "identity", "open_if_whole", "open_model", "vectors_of"]
