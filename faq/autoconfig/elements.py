"""XML elements as the documents need them: small leaves, and bytes at the end."""

from xml.etree import ElementTree as ET


def append_leaf(parent: ET.Element, name: str, text: str) -> ET.Element:
    """A new last child that holds nothing but `text`."""
    element = ET.SubElement(parent, name)
    element.text = text
    return element


def serialised(root: ET.Element) -> bytes:
    """The document in UTF-8 without a byte order mark, one element a line."""
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
