"""The tables of the state on disk."""

# Of what is written there; another number means: build from the claims.
VERSION = 3
TABLES = """
CREATE TABLE article (
  url TEXT PRIMARY KEY, sketch TEXT NOT NULL, mark TEXT, counts TEXT) WITHOUT ROWID;
CREATE TABLE observation (
  article TEXT, key TEXT, stratum TEXT, component INTEGER, entity TEXT, data TEXT,
  PRIMARY KEY (article, key)) WITHOUT ROWID;
CREATE INDEX observation_component ON observation (component);
CREATE INDEX observation_entity ON observation (entity);
CREATE TABLE link (
  stratum TEXT, text TEXT, side INTEGER, article TEXT, key TEXT,
  PRIMARY KEY (stratum, text, side, article, key)) WITHOUT ROWID;
CREATE INDEX link_bearer ON link (article, key);
CREATE TABLE tie (
  body TEXT, article TEXT, key TEXT, PRIMARY KEY (body, article, key)) WITHOUT ROWID;
CREATE INDEX tie_bearer ON tie (article, key);
CREATE TABLE bond (
  first TEXT, second TEXT, predicate TEXT, article TEXT,
  PRIMARY KEY (first, second, predicate, article)) WITHOUT ROWID;
CREATE INDEX bond_article ON bond (article);
CREATE TABLE entity (id TEXT PRIMARY KEY, component INTEGER, data TEXT) WITHOUT ROWID;
CREATE INDEX entity_component ON entity (component);
CREATE TABLE decision (id TEXT PRIMARY KEY, component INTEGER, data TEXT) WITHOUT ROWID;
CREATE INDEX decision_component ON decision (component);
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
