package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LocalityTest {
    @Test
    void whoListensOnLoopbackIsReachedFromNowhereElse() throws IOException {
        try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(Locality.answersElsewhere(listening.getLocalPort())).isFalse();
        }
    }

    @Test
    void whoListensOnAllAddressesIs() throws IOException {
        assumeThat(NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .anyMatch(address -> !address.isLoopbackAddress()))
                .as("an address that others could use")
                .isTrue();
        try (var listening = new ServerSocket(0)) {
            assertThat(Locality.answersElsewhere(listening.getLocalPort())).isTrue();
        }
    }
}
