/**
 * The sessions that send, and the port to Telegram.
 *
 * <p>Purpose: {@link org.reprise.telegram.Sessions} holds who we are on Telegram,
 * {@link org.reprise.telegram.TelegramGateway} hands one message over and tells what became of it. Each gateway lives
 * in a room of its own below this one; {@link org.reprise.telegram.Gateways} picks it by the session's kind.
 * {@link org.reprise.telegram.ErrorWords} says what the words of Telegram's errors mean, for every gateway. What people
 * write comes in as {@link org.reprise.telegram.Incoming}, which {@code audience} hears.
 *
 * <p>Promise: what Telegram answers is a value and always comes; nothing is sent twice by a gateway of its own accord;
 * a credential never stands in a session, an outcome or a log line. What every gateway owes is written down as
 * TelegramGatewayContract, a test that each of them passes.
 *
 * <p>May know: {@code message}, {@code access}, {@code security}, {@code storage} and {@code Settings}. Never
 * campaigns, audiences or deliveries.
 */
package org.reprise.telegram;
