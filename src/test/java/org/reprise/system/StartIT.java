package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reprise.testing.RepriseServer;

class StartIT {

    @Test
    void answersOnLoopbackAndSaysWhere() throws Exception {
        try (var reprise = RepriseServer.start(Map.of())) {
            assertThat(reprise.statusOf("/health/ready")).isEqualTo(200);
            reprise.await(() -> reprise.log().contains("Reprise is ready at http://"));
            for (var address : NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList()) {
                assertThat(answers(address, reprise.port())).as("%s", address).isFalse();
            }
        }
    }

    @Test
    void comesBackAfterAPowerCutOnTheSamePort() {
        try (var reprise = RepriseServer.start(Map.of())) {
            reprise.kill9();
            reprise.restart();
            assertThat(reprise.statusOf("/health/ready")).isEqualTo(200);
        }
    }

    @Test
    void aBadSettingEndsItAndIsNamed() {
        try (var reprise = RepriseServer.launch(Map.of("REPRISE_SANDBOX_RATE", "abc"))) {
            assertThat(reprise.awaitExit()).isEqualTo(1);
            assertThat(reprise.log()).contains("REPRISE_SANDBOX_RATE=abc cannot be used");
        }
    }

    private static boolean answers(InetAddress address, int port) throws java.io.IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (SocketTimeoutException | java.net.ConnectException | java.net.NoRouteToHostException e) {
            return false;
        }
    }
}
