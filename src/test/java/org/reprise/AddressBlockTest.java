package org.reprise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.5, true",
        "10.0.0.5, 10.0.0.6, false",
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.168.128.0/17, 192.168.127.255, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fe80::1, false",
        "::1, ::1, true",
        "::1, 127.0.0.1, false"
    })
    void holdsTheAddressesThatBeginAlike(String block, String address, boolean holds) {
        assertThat(AddressBlock.parse(block)
                        .orElseThrow()
                        .contains(AddressBlock.address(address).orElseThrow()))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0", "10.0.0.256", "10.0.0.0/", "10.0.0.0/33", "::/129", "a:b", "1/2/3"})
    void whatIsNoAddressIsNone(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }
}
