package org.reprise.telegram.tdlib;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.reprise.Settings;

/** The native library, loaded and silent. Safe for many threads, but for {@link #receive}. */
final class TdLibrary implements AutoCloseable {
    private static final int RTLD_NOW = 2;

    /** The library has threads that run to the end of the process: unloading it under them ends the process. */
    private static final int RTLD_NODELETE = Platform.isMac() ? 0x80 : 0x1000;

    private static final String SYSTEM = "tdjson";
    private final JsonProvider json = JsonProvider.provider();
    private final String name;
    private final NativeLibrary handle;
    private final TdJson calls;

    private TdLibrary(String name, Map<String, Integer> options) {
        this(name, NativeLibrary.getInstance(name, options), Native.load(name, TdJson.class, options));
    }

    TdLibrary(String name, NativeLibrary handle, TdJson calls) {
        this.name = name;
        this.handle = handle;
        this.calls = calls;
    }

    /**
     * The file that the settings name, else the one in the data directory, else the system's.
     *
     * @throws TdMissing when there is none, or it is none for this machine
     */
    static TdLibrary load(Settings settings) {
        var inData = settings.dataDir().resolve(System.mapLibraryName(SYSTEM));
        var name = settings.telegram()
                .tdlib()
                .or(() -> Optional.of(inData).filter(Files::exists))
                .map(Path::toString)
                .orElse(SYSTEM);
        try {
            var library = new TdLibrary(name, Map.of(Library.OPTION_OPEN_FLAGS, RTLD_NOW | RTLD_NODELETE));
            library.silence();
            return library;
        } catch (UnsatisfiedLinkError e) {
            throw new TdMissing(
                    name.equals(SYSTEM)
                            ? "TDLib is neither " + inData + " nor a library of the system"
                            : "TDLib cannot be loaded from " + name,
                    e);
        }
    }

    /** Whether there is a file for {@link #load}, without loading it: the system may have one of its own. */
    static boolean isSeen(Settings settings) {
        return settings.telegram().tdlib().isPresent()
                || Files.exists(settings.dataDir().resolve(System.mapLibraryName(SYSTEM)));
    }

    /** All but the reason of an abort, which goes to standard error: its log quotes what people write. */
    private void silence() {
        execute(TdRequest.of("setLogVerbosityLevel")
                .add("new_verbosity_level", 0)
                .build());
    }

    /** The same for whoever loads the same library. */
    String name() {
        return name;
    }

    int createClient() {
        return calls.td_create_client_id();
    }

    void send(int client, JsonObject request) {
        calls.td_send(client, text(request));
    }

    /**
     * The next answer or update of any client. One thread at a time in the whole process: TDLib ends the process
     * otherwise.
     */
    Optional<JsonObject> receive(double seconds) {
        return Optional.ofNullable(calls.td_receive(seconds)).map(this::parsed);
    }

    /**
     * Answers at once, without a client: only for what TDLib marks as synchronous, such as {@code parseTextEntities}.
     */
    JsonObject execute(JsonObject request) {
        return parsed(calls.td_execute(text(request)));
    }

    /**
     * After its last call. Ends JNA's own thread within half a minute, which else would keep these classes in memory.
     */
    @Override
    public void close() {
        handle.close();
    }

    private JsonObject parsed(Pointer text) {
        try (var reader = json.createReader(new StringReader(text.getString(0, "UTF-8")))) {
            return reader.readObject();
        }
    }

    private static byte[] text(JsonObject request) {
        var utf8 = request.toString().getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(utf8, utf8.length + 1);
    }
}
