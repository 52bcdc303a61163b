"""Where the frozen app begins."""

from crlm_desktop.__main__ import start

if __name__ == "__main__":
    start()
