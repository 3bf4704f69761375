/**
 * Text files with rows of cells, as people and spreadsheets make them, and what a spreadsheet makes of ours.
 *
 * <p>Promise: whatever the bytes are, reading them takes bounded memory and time that grows with their number, and a
 * row that cannot be read stops no other.
 *
 * <p>Knows {@code message} only for which characters can be seen; nothing of contacts.
 */
package org.reprise.audience.csv;
