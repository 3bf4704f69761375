/**
 * Telegram's Bot API over HTTP.
 *
 * <p>Purpose: {@link org.reprise.telegram.botapi.BotApiGateway} sends, {@link org.reprise.telegram.botapi.Verdict} says
 * what Telegram's answers mean, {@link org.reprise.telegram.botapi.BotApiConnector} connects bots and takes in what
 * people write to them.
 *
 * <p>Promise: a message leaves once or not at all, and which of the two is known whenever it can be: one that met no
 * connection never left and is nobody's fault, one that left without an answer is uncertain, and nothing is repeated.
 * Every call ends within its patience. An update is confirmed when what came of it is on disk, and taken in once. While
 * updates do not come in, {@link org.reprise.telegram.botapi.HearingStatus} says so, and why. A token stands in no log
 * line, exception or answer. All threads are the container's.
 *
 * <p>The Bot API gives a message no key that would tell a repetition from a second one, and lets no bot read its chats.
 * Of what an earlier process handed over, only the journal tells that this process left behind
 * ({@link org.reprise.telegram.botapi.HandoverJournals}, src/adr/0018).
 *
 * <p>The life of an entry in a journal: a claim is named before it is committed ({@code HandoverNotes} of
 * {@code telegram}); it has left, once its bytes can (DepartureNote); it is answered, with what the answer says; it is
 * forgotten when the outcome is committed. After a crash HandoverJournals reads what is there (HandoverJournal maps the
 * file, JournalSlots its entries), and answers as {@code Settlement}: never handed over, this outcome, or unknown.
 *
 * <p>May know: {@code telegram}, {@code message}, {@code storage}, {@code security} and {@code Settings}.
 */
package org.reprise.telegram.botapi;
