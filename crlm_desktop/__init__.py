"""Decision support for colorectal cancer liver metastases, offline, for the MDT."""

__version__ = "0.1.0"
