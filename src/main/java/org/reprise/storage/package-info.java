/**
 * The way to the database, SQLite or PostgreSQL by URL, with one set of migrations and of named statements.
 *
 * <p>Purpose: the data source that the WAR brings, the migrations, and {@link org.reprise.storage.Storage}, through
 * which every repository reads and writes. The statements stand in {@code db/sql}, a file for each room.
 *
 * <p>{@link org.reprise.storage.Ownership} says whether this server may work on the database.
 *
 * <p>Promise: what a write did is on disk when it returns; when it throws, nothing of it is there, as far as is known.
 * A failure has one of two types: {@link org.reprise.storage.StorageUnavailable} is over some day and may be repeated,
 * {@link org.reprise.storage.StorageBroken} is a mistake of ours and has an id that the log knows. DatabaseTrouble
 * decides which, by the codes of the drivers.
 *
 * <p>One server at a time writes: a second one waits, and one that lost its place is refused. A database that a newer
 * Reprise wrote is not touched. It tells {@link org.reprise.storage.OwnershipLost}, heard by {@code delivery} and
 * {@code telegram}.
 *
 * <p>May know: {@code Settings}. Migrations are added, never changed.
 */
package org.reprise.storage;
