package org.etcdrecovery.core.cluster.connect;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.etcdrecovery.core.testing.HostileServer;
import org.jspecify.annotations.Nullable;

/** A name server on loopback that knows a few SRV records. Source of the messages: RFC 1035 and RFC 2782. */
final class FakeDns implements AutoCloseable {
    private static final int HEADER = 12;
    private static final short RESPONSE = (short) 0x8400;
    private static final short TRUNCATED = 0x0200;
    private static final short NAME_ERROR = 3;
    private static final short SRV = 33;
    private static final short INTERNET = 1;
    private static final int TO_THE_QUESTION = 0xC000 | HEADER;

    private final Map<String, List<byte[]>> records = new LinkedHashMap<>();
    private final Map<String, Short> failures = new LinkedHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private DatagramSocket socket;
    private @Nullable HostileServer tcp;
    private short flags = RESPONSE;
    private int cut;

    FakeDns() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    /** Adds a record. The target ends with a dot, since names on the wire are absolute. */
    FakeDns with(String name, int port, String target) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeShort(10);
        data.writeShort(20);
        data.writeShort(port);
        write(target, data);
        records.computeIfAbsent(name, _ -> new ArrayList<>()).add(bytes.toByteArray());
        return this;
    }

    /** Adds a name that exists but has no SRV records. */
    FakeDns withNothing(String name) {
        records.put(name, List.of());
        return this;
    }

    /** Adds a name for which the server fails. */
    FakeDns failing(String name) {
        failures.put(name, (short) 2);
        return this;
    }

    /** Marks each answer as truncated, so that the client asks again over TCP, where the script serves it. */
    FakeDns truncating(HostileServer.Script script) throws IOException {
        flags = (short) (RESPONSE | TRUNCATED);
        while (tcp == null) {
            try {
                tcp = HostileServer.startAt(socket.getLocalPort(), script);
            } catch (BindException e) {
                // A port that is free for UDP may be taken for TCP.
                socket.close();
                socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            }
        }
        return this;
    }

    /** Cuts off the last bytes of each answer. */
    FakeDns cutting(int bytes) {
        cut = bytes;
        return this;
    }

    /** Starts to answer. Before that, queries arrive and stay unanswered. */
    FakeDns answering() {
        Thread.ofPlatform().daemon().start(this::answerAll);
        return this;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    /** The names queried over UDP, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answerAll() {
        try {
            while (true) {
                DatagramPacket question = new DatagramPacket(new byte[512], 512);
                socket.receive(question);
                boolean whole = flags == RESPONSE;
                ByteBuffer bytes = ByteBuffer.wrap(question.getData(), 0, question.getLength());
                asked.add(name(bytes.duplicate().position(HEADER)));
                byte[] answer = answer(bytes, flags, whole);
                socket.send(new DatagramPacket(answer, answer.length - cut, question.getSocketAddress()));
            }
        } catch (SocketException e) {
            // Closed at the end of the test.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The complete answer to a query, as sent over TCP but without the length prefix. */
    byte[] answer(byte[] question) throws IOException {
        return answer(ByteBuffer.wrap(question), RESPONSE, true);
    }

    private byte[] answer(ByteBuffer question, short response, boolean whole) throws IOException {
        short id = question.getShort();
        question.position(HEADER);
        String name = name(question);
        List<byte[]> found = whole ? records.getOrDefault(name, List.of()) : List.of();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeShort(id);
        data.writeShort(response | (records.containsKey(name) ? 0 : failures.getOrDefault(name, NAME_ERROR)));
        data.writeShort(1);
        data.writeShort(found.size());
        data.writeInt(0);
        byte[] asked = new byte[question.position() + 2 * Short.BYTES - HEADER];
        question.get(HEADER, asked);
        data.write(asked);
        for (byte[] record : found) {
            data.writeShort(TO_THE_QUESTION);
            data.writeShort(SRV);
            data.writeShort(INTERNET);
            data.writeInt(60);
            data.writeShort(record.length);
            data.write(record);
        }
        return bytes.toByteArray();
    }

    /** Reads the name in a query, without the dot at its end, up to the type that follows it. */
    private static String name(ByteBuffer question) {
        List<String> labels = new ArrayList<>();
        for (int length = question.get(); length > 0; length = question.get()) {
            byte[] label = new byte[length];
            question.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII));
        }
        return String.join(".", labels);
    }

    private static void write(String name, DataOutputStream data) throws IOException {
        for (String label : name.split("\\.", 0)) {
            data.writeByte(label.length());
            data.writeBytes(label);
        }
        data.writeByte(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        if (tcp != null) {
            tcp.close();
        }
    }
}
