"""Settings from the environment, all with the prefix `SUMMITRY_`."""

from functools import lru_cache
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator can set; see README.md, Settings."""

    model_config = SettingsConfigDict(env_prefix="SUMMITRY_", extra="ignore")

    database_url: str = "sqlite:///var/summitry.db"
    base_url: str | None = None
    full_text: bool = False
    contact: str | None = None
    access_log: Literal["off", "path", "query"] = "path"
    metrics: bool = False
    statement_seconds: float = Field(default=5, gt=0, le=600, allow_inf_nan=False)


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """Read the settings once per process."""
    return Settings()
