package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.Digest.join;
import static org.reprise.telegram.tdlib.dc.Digest.number;
import static org.reprise.telegram.tdlib.dc.Digest.padded;
import static org.reprise.telegram.tdlib.dc.Digest.sha1;
import static org.reprise.telegram.tdlib.dc.Digest.slice;
import static org.reprise.telegram.tdlib.dc.TlObject.tl;
import static org.reprise.telegram.tdlib.dc.TlWriter.written;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** How a client and the data centre agree on an {@link AuthKey}; one for each connection that asks for a key. */
final class Handshake {
    /** Group 14 of RFC 3526, which TDLib takes for a safe prime to the generator 2. */
    static final BigInteger PRIME = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                    + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
                    + "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
                    + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
                    + "15728E5A8AACAA68FFFFFFFFFFFFFFFF",
            16);

    static final int GENERATOR = 2;

    /** 1,229,739,323 times 1,402,015,859; to factor it is the client's proof of work. */
    private static final byte[] PQ = new BigInteger("17ED48941A08F981", 16).toByteArray();

    private final SecureRandom random = new SecureRandom();
    private final ServerKey serverKey;
    private final byte[] serverNonce = random(16);
    private final BigInteger secret = new BigInteger(2_000, random);
    private byte[] newNonce;
    private int dc;
    private AuthKey agreed;

    Handshake(ServerKey serverKey) {
        this.serverKey = serverKey;
    }

    /** The key, once the client has done its part; until then null. */
    AuthKey agreed() {
        return agreed;
    }

    TlObject answer(TlObject request) {
        return switch (request.name()) {
            case "req_pq_multi" ->
                reply("resPQ", request).with("pq", PQ).with("fingerprints", List.of(serverKey.fingerprint()));
            case "req_DH_params" -> parameters(request);
            case "set_client_DH_params" -> agree(request);
            default -> throw new IllegalArgumentException(request.name() + " without a key");
        };
    }

    private TlObject parameters(TlObject request) {
        var inner = new TlReader(serverKey.open(request.bytes("encrypted_data"))).object();
        newNonce = inner.bytes("new_nonce");
        dc = inner.integer("dc");
        var data = written(reply("server_DH_inner_data", request)
                .with("g", GENERATOR)
                .with("dh_prime", padded(PRIME))
                .with("g_a", padded(BigInteger.valueOf(GENERATOR).modPow(secret, PRIME)))
                .with("server_time", (int) Instant.now().getEpochSecond()));
        var padding = random((16 - (20 + data.length) % 16) % 16);
        return reply("server_DH_params_ok", request)
                .with("encrypted_answer", Aes.igeEncrypt(key(), iv(), join(sha1(data), data, padding)));
    }

    private TlObject agree(TlObject request) {
        var opened = new TlReader(Aes.igeDecrypt(key(), iv(), request.bytes("encrypted_data")));
        opened.raw(20);
        var shared = number(opened.object().bytes("g_b")).modPow(secret, PRIME);
        agreed = new AuthKey(padded(shared), dc);
        var proof = sha1(newNonce, new byte[] {1}, slice(sha1(agreed.key()), 0, 8));
        return reply("dh_gen_ok", request).with("new_nonce_hash1", slice(proof, 4, 16));
    }

    private TlObject reply(String name, TlObject request) {
        return tl(name).with("nonce", request.bytes("nonce")).with("server_nonce", serverNonce);
    }

    private byte[] key() {
        return join(sha1(newNonce, serverNonce), slice(sha1(serverNonce, newNonce), 0, 12));
    }

    private byte[] iv() {
        return join(slice(sha1(serverNonce, newNonce), 12, 8), sha1(newNonce, newNonce), slice(newNonce, 0, 4));
    }

    private byte[] random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
