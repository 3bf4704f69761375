package org.reprise.telegram.tdlib.dc;

/** Answers one kind of request. */
interface Method {
    /** The answer stays away: {@link ClientSession} sends nothing. */
    Object SILENCE = new Object();

    /** @throws RpcError for a refusal */
    Object answer(ClientSession from, TlObject request);
}
