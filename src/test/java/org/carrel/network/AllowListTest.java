package org.carrel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowListTest {

    private final AllowList list =
            AllowList.of(
                    List.of(
                            " Siem.Internal:6514 ",
                            "203.0.113.7:6514",
                            "[2001:db8:0:0:0:0:0:7]:1"));

    @Test
    void aListedPlaceIsHeldInAnyCase() {
        assertTrue(list.holds("SIEM.internal", 6514));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 1, true",
        "10.1.2.3, 1, true",
        "192.168.1.1, 1, true",
        "fd00::1, 1, true",
        "::1, 1, true",
        "169.254.169.254, 6514, false",
        "fe80::1, 6514, false",
        "203.0.113.7, 6514, true",
        "203.0.113.7, 6515, false",
        "203.0.113.8, 6514, false",
        "2001:db8::7, 1, true",
        "2001:db8::8, 1, false",
    })
    void whatANameLeadsToIsPrivateOrListed(String address, int port, boolean admitted)
            throws Exception {
        assertEquals(admitted, list.admits(InetAddress.getByName(address), port));
    }
}
