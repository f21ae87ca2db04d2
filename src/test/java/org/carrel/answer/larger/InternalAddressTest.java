package org.carrel.answer.larger;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com/v1",
                "http://models.internal:8001",
                "https://models.internal",
                "http://models.internal.example.com:8000",
                "http://user@models.internal:8000",
                "http://models.internal:8000/?to=elsewhere",
                "ftp://models.internal:8000",
                "file:///etc/passwd",
                "models.internal:8000",
                "http:///nowhere"
            })
    void whatIsNotListedIsRefused(String address) {
        assertThrows(
                RefusedAddressException.class,
                () ->
                        InternalAddress.of(
                                URI.create(address),
                                List.of("models.internal:8000"),
                                leadingTo("10.0.0.5")));
    }

    @Test
    void withoutAListNothingMayBeSpokenTo() {
        RefusedAddressException refused =
                assertThrows(
                        RefusedAddressException.class,
                        () ->
                                InternalAddress.of(
                                        URI.create("http://10.0.0.5:8000"),
                                        List.of(),
                                        leadingTo("10.0.0.5")));
        assertTrue(refused.toString().contains("10.0.0.5:8000 is not listed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.5", "172.16.4.4", "192.168.1.9", "fd00::5", "::1"})
    void aListedNameMayLeadToPrivateAddresses(String leads) {
        assertDoesNotThrow(() -> listed(leads).check());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "169.254.169.254",
                "2001:db8::1",
                "fe80::1",
                "0.0.0.0"
            })
    void aListedNameMayNotLeadElsewhere(String leads) {
        assertThrows(RefusedAddressException.class, () -> listed(leads).check());
    }

    @Test
    void oneWrongAddressAmongSeveralIsEnough() {
        assertThrows(RefusedAddressException.class, () -> listed("10.0.0.5", "8.8.8.8").check());
    }

    @Test
    void aPublicAddressThatIsListedItselfIsTheOperatorsOwn() {
        InternalAddress address =
                InternalAddress.of(
                        URI.create("http://models.internal:8000"),
                        List.of("Models.Internal:8000", "203.0.113.7:8000"),
                        leadingTo("203.0.113.7"));
        assertDoesNotThrow(address::check);
    }

    @Test
    void callsAreAppendedToItsPath() {
        InternalAddress address =
                InternalAddress.of(
                        URI.create("http://models.internal:8000/large"),
                        List.of("models.internal:8000"),
                        leadingTo("10.0.0.5"));
        assertEquals(
                URI.create("http://models.internal:8000/large/v1/models"),
                address.call("v1/models"));
    }

    private static InternalAddress listed(String... leads) {
        return InternalAddress.of(
                URI.create("http://models.internal:8000"),
                List.of("models.internal:8000"),
                leadingTo(leads));
    }

    private static InternalAddress.Names leadingTo(String... addresses) {
        List<InetAddress> resolved = Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        return host -> resolved;
    }
}
