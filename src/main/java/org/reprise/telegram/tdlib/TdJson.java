package org.reprise.telegram.tdlib;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/**
 * TDLib's C interface. Texts go in as UTF-8 that ends with a zero; what comes back is valid until the next receive or
 * execute of the same thread.
 *
 * @see <a href="https://core.telegram.org/tdlib/docs/td__json__client_8h.html">td_json_client.h</a>
 */
interface TdJson extends Library {

    int td_create_client_id();

    void td_send(int clientId, byte[] request);

    Pointer td_receive(double seconds);

    Pointer td_execute(byte[] request);
}
