"""Extractions as JSON, so that a document can be resolved again without being read again."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from kg.model import Extraction, Passage

T = TypeVar("T")


def to_json(extraction: Extraction) -> str:
    """An extraction as JSON, without the passages of its release: from here on only its text is quoted."""
    release = dataclasses.replace(extraction.release, passages=())
    return json.dumps(dataclasses.replace(extraction, release=release), ensure_ascii=False, default=_plain)


def from_json(text: str) -> Extraction:
    """Read back what `to_json` wrote. Raises ValueError, KeyError or TypeError when the text is something else."""
    return _typed(Extraction, json.loads(text))


def _plain(value: Any) -> Any:
    """What JSON has no form for: a dataclass, as its fields, or an Enum."""
    return value.value if isinstance(value, Enum) else {name: getattr(value, name) for name in _fields(value.__class__)}


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.init)


def _typed(kind: Callable[..., T], value: Any) -> T:
    return kind(**{name: _value(hint, value[name]) for name, hint in _hints(kind).items() if name in value})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in dataclasses.fields(kind) if f.init}


def _value(hint: Any, value: Any) -> Any:
    if value is None or get_origin(hint) is Literal:
        return value
    if isinstance(hint, types.UnionType):
        return _value(next(h for h in get_args(hint) if h is not type(None)), value)
    if get_origin(hint) is tuple:
        items = get_args(hint)
        # tuple[X, ...] or tuple[X, Y]; passages were left out.
        each = items[:1] * len(value) if items[-1] is ... else items
        return () if items[0] is Passage else tuple(_value(h, v) for h, v in zip(each, value, strict=True))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _typed(hint, value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, Enum) else value
