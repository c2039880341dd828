"""The shapes of CSL-JSON and of TimelineJS as JSON Schema."""

_DATE = {
    "type": "object",
    "required": ["date-parts"],
    "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
        "circa": {"type": "boolean"},
    },
}
# Written after the CSL 1.0.2 specification, appendices III and IV, for the variables that we use; its own schema may
# not be copied here.
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title", "URL", "accessed"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            "type": {"const": "webpage"},
            "accessed": _DATE,
            "event-date": _DATE,
            **{
                name: {"type": "string"}
                for name in ("title", "container-title", "URL", "language", "note", "abstract")
            },
        },
    },
}
_UNIT = {"type": "integer", "minimum": 1}
_DAY = {
    "type": "object",
    "required": ["year"],
    "additionalProperties": False,
    "dependentRequired": {"day": ["month"]},
    "properties": {
        "year": {"type": "integer"},
        "month": {**_UNIT, "maximum": 12},
        "day": {**_UNIT, "maximum": 31},
    },
}
_TEXT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
}
# Written after https://timeline.knightlab.com/docs/json-format.html, which has no schema.
TIMELINE = {
    "type": "object",
    "required": ["events"],
    "additionalProperties": False,
    "properties": {
        "title": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"text": _TEXT, "unique_id": {"type": "string"}},
        },
        "scale": {"enum": ["human", "cosmological"]},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date", "text", "unique_id"],
                "additionalProperties": False,
                "properties": {
                    "start_date": _DAY,
                    "end_date": _DAY,
                    "display_date": {"type": "string"},
                    "text": _TEXT,
                    "group": {"type": "string"},
                    "unique_id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
                },
            },
        },
    },
}
