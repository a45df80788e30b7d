package dev.sojourn.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A stretch of line to the playground that can be cut: connections end, and new ones are refused until it is mended. */
final class Line implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    private final InetSocketAddress there;
    private final int port = Bot.freePort();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket listening;

    Line(URI playground) throws IOException {
        this.there = new InetSocketAddress(playground.getHost(), playground.getPort());
        this.listening = listen();
    }

    /** Where this end of it is. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    void cut() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    void mend() throws IOException {
        listening = listen();
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private ServerSocket listen() throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        begin(() -> {
            while (true) {
                connect(server.accept());
            }
        });
        return server;
    }

    private void connect(Socket here) throws IOException {
        Socket far = new Socket(there.getAddress(), there.getPort());
        open.add(here);
        open.add(far);
        begin(() -> pass(here, far, this::asIfDirect));
        begin(() -> pass(far, here, UnaryOperator.identity()));
    }

    private void pass(Socket from, Socket to, UnaryOperator<byte[]> change) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[PIECE];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(change.apply(Arrays.copyOf(buffer, read)));
            }
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** The playground takes no calls for any other host than itself. A client sends its headers in one piece. */
    private byte[] asIfDirect(byte[] piece) {
        return new String(piece, ISO_8859_1)
                .replace("Host: 127.0.0.1:" + port, "Host: 127.0.0.1:" + there.getPort())
                .getBytes(ISO_8859_1);
    }

    /** Ends with its socket: that is what cutting is. */
    private static void begin(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException cut) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }
}
