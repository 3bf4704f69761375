package org.reprise.telegram.tdlib;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.reprise.Settings;
import org.reprise.telegram.tdlib.dc.DataCentre;
import org.reprise.testing.TestTime;

/** TDLib with threads of the test. */
final class TestTdlib {
    private TestTdlib() {}

    static TdClients with(DataCentre telegram, Path dataDir) {
        return with(telegram.library(), dataDir);
    }

    static TdClients with(Path library, Path dataDir) {
        var keys = Map.of("REPRISE_TDLIB_LIBRARY", library.toString(), "REPRISE_DATA_DIR", dataDir.toString());
        return new TdClients(Settings.from(key -> Optional.ofNullable(keys.get(key))), Thread::new, TestTime.running());
    }
}
