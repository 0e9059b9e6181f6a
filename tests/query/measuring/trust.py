"""Certificates made on the spot."""

import ssl

import trustme


def contexts(
    authority: trustme.CA, name: str = "127.0.0.1"
) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return the server's and the client's."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(server)  # pyright: ignore[reportUnknownMemberType]
    client = ssl.create_default_context()
    authority.configure_trust(client)  # pyright: ignore[reportUnknownMemberType]
    return server, client
