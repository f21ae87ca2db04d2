package org.carrel.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Reaches out, to be caught. */
final class PlantedConnection {

    private static final int PATIENCE_MILLIS = 500;

    private PlantedConnection() {}

    /**
     * @param arguments {@code connect ADDRESS} or {@code lookup NAME}
     */
    public static void main(String[] arguments) {
        try {
            if (arguments[0].equals("lookup")) {
                System.out.println(InetAddress.getByName(arguments[1]));
            } else {
                connect(arguments[1]);
            }
        } catch (IOException e) {
            System.out.println("not reached: " + e.getMessage());
        }
    }

    private static void connect(String address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, 443), PATIENCE_MILLIS);
        }
    }
}
