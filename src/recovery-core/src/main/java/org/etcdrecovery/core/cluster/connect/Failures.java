package org.etcdrecovery.core.cluster.connect;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/**
 * Finds in what the libraries throw the cause that an operator can act on. gRPC itself mostly says
 * "UNAVAILABLE: io exception"; the reason is the type or the text of an exception further down.
 */
final class Failures {
    /** What a TLS server sends first to a client that does not speak TLS: an alert record of TLS 1.x. */
    private static final String TLS_ALERT_HEX = "1503";
    /** "HTTP/" as the first bytes of an answer. */
    private static final String HTTP_1_HEX = "485454502f";

    /** gRPC's text for a message that is longer than the limit. */
    private static final String TOO_LARGE = "gRPC message exceeds maximum size";

    private static final Pattern MAXIMUM_SIZE = Pattern.compile("maximum size (\\d+)");

    /** gRPC's text for a message that does not decode. */
    private static final String UNREADABLE = "Failed to read message";

    private Failures() {}

    /**
     * The cause of a failed call.
     *
     * @param thrown   what the call threw
     * @param endpoint what was called
     */
    static Failure of(Throwable thrown, Endpoint endpoint) {
        List<Throwable> chain = chain(thrown);
        Failure failure = tls(chain, endpoint);
        if (failure == null) {
            failure = network(chain, endpoint);
        }
        return failure != null ? failure : status(Status.fromThrowable(thrown), endpoint, detail(chain));
    }

    private static @Nullable Failure tls(List<Throwable> chain, Endpoint endpoint) {
        String detail = detail(chain);
        for (Throwable link : chain) {
            if (link instanceof RefusedCertificateException refused) {
                return refused.failure();
            }
        }
        for (Throwable link : chain) {
            if (link instanceof NotSslRecordException) {
                return plainExpected(endpoint, detail);
            }
            if (link instanceof SSLException) {
                return handshake(endpoint, Objects.requireNonNullElse(link.getMessage(), link.toString()), detail);
            }
            if (link instanceof Http2Exception) {
                return notHttp2(endpoint, String.valueOf(link.getMessage()), detail);
            }
        }
        return null;
    }

    static Failure plainExpected(Endpoint endpoint, String detail) {
        return new Failure(Cause.PLAIN_EXPECTED, endpoint + " does not speak TLS.",
                "If this cluster serves its clients without TLS, write http:// instead of https://.", detail);
    }

    static Failure loginNeedsQuorum(String detail) {
        return new Failure(Cause.LOGIN_NEEDS_QUORUM,
                "The password cannot be checked: etcd checks it through its log, which needs a majority.",
                "Log in with a client certificate whose common name is a user with the role root, or stop the member"
                        + " and take its data directory.",
                detail);
    }

    private static Failure handshake(Endpoint endpoint, String message, String detail) {
        String alert = message.toLowerCase(Locale.ROOT);
        if (alert.contains("certificate_required")) {
            return new Failure(Cause.CLIENT_CERTIFICATE_REQUIRED,
                    endpoint + " requires a client certificate that its client CA has issued.",
                    "Give such a certificate and its key. A certificate from another authority is never sent.",
                    detail);
        }
        if (alert.contains("alert: certificate_expired")) {
            return new Failure(Cause.CLIENT_CERTIFICATE_REFUSED,
                    endpoint + " refused the client certificate as expired.", "Renew the client certificate.", detail);
        }
        if (alert.contains("alert: unknown_ca")) {
            return new Failure(Cause.CLIENT_CERTIFICATE_REFUSED,
                    endpoint + " does not know the authority that issued the client certificate.",
                    "Use one that its client CA has issued.", detail);
        }
        if (alert.contains("alert: bad_certificate") || alert.contains("alert: certificate_unknown")) {
            return new Failure(Cause.CLIENT_CERTIFICATE_REFUSED,
                    endpoint + " refused the connection because of the client certificate, or because none was shown.",
                    "Give a certificate and key that its client CA has issued.", detail);
        }
        if (alert.contains("not an ssl/tls record") || alert.contains("unsupported or unrecognized ssl message")) {
            return plainExpected(endpoint, detail);
        }
        return new Failure(Cause.TLS_FAILED,
                "The TLS handshake with " + endpoint + " failed: " + Shown.message(message) + ".",
                "Look into the log of that member for the same moment.", detail);
    }

    private static @Nullable Failure notHttp2(Endpoint endpoint, String message, String detail) {
        if (message.contains("bytes: " + TLS_ALERT_HEX)) {
            return tlsExpected(endpoint, detail);
        }
        if (message.contains("not SETTINGS") || message.contains(HTTP_1_HEX)) {
            return endpoint.tls() ? notEtcd(endpoint, detail) : maybeTls(endpoint, detail);
        }
        if (message.contains("Header size exceeded")) {
            return tooLarge(endpoint, "more headers than are accepted here", detail);
        }
        return null;
    }

    static Failure tlsExpected(Endpoint endpoint, String detail) {
        return new Failure(Cause.TLS_EXPECTED, endpoint + " requires TLS.",
                "Write https:// and give the CA file of this cluster.", detail);
    }

    private static Failure maybeTls(Endpoint endpoint, String detail) {
        return new Failure(Cause.NOT_ETCD, endpoint + " does not answer as etcd does.",
                "Check host and port; the client port of etcd is usually 2379. If it is right, try https://.", detail);
    }

    private static Failure notEtcd(Endpoint endpoint, String detail) {
        return new Failure(Cause.NOT_ETCD, endpoint + " is not etcd.",
                "Check host and port: the client port of etcd is usually 2379, and 2380 is the peer port.", detail);
    }

    private static @Nullable Failure network(List<Throwable> chain, Endpoint endpoint) {
        String detail = detail(chain);
        for (Throwable link : chain) {
            String message = String.valueOf(link.getMessage());
            if (link instanceof TooLargeException) {
                return tooLarge(endpoint, message, detail);
            }
            if (link instanceof AnswerTimeoutException) {
                return noAnswer(endpoint, " (" + message + ")", detail);
            }
            if (endpoint.isSocket() && link instanceof IOException) {
                return noSocket(endpoint, message, detail);
            }
            if (link instanceof UnknownHostException || link instanceof UnresolvedAddressException) {
                return new Failure(Cause.NAME_NOT_RESOLVED, "The name " + endpoint.host() + " cannot be resolved here.",
                        "Check the spelling of " + endpoint.host()
                                + " and the DNS of this host, or use the IP address.",
                        detail);
            }
            if (link instanceof ConnectTimeoutException || link instanceof HttpConnectTimeoutException
                    || link instanceof SocketTimeoutException) {
                return noConnection(endpoint, detail);
            }
            if (link instanceof NoRouteToHostException || message.contains("No route to host")
                    || message.contains("unreachable")) {
                return new Failure(Cause.UNREACHABLE, "There is no route from here to " + endpoint.host() + ".",
                        "The host is down or in a network that cannot be reached from this one.", detail);
            }
            if (link instanceof ConnectException) {
                return new Failure(Cause.REFUSED, "Nothing listens on " + endpoint.authority() + ".",
                        "The host is up, but etcd is not running there or uses another port.", detail);
            }
            if (link instanceof HttpTimeoutException) {
                return noAnswer(endpoint, "", detail);
            }
            if (link instanceof ProtocolException) {
                return endpoint.tls() ? notEtcd(endpoint, detail) : maybeTls(endpoint, detail);
            }
        }
        return connectionLost(chain, endpoint, detail);
    }

    /** The failure of a connection to a Unix socket, by the system's message. */
    private static Failure noSocket(Endpoint endpoint, String message, String detail) {
        if (message.contains("Permission denied")) {
            return new Failure(Cause.UNREACHABLE, "This user may not use the socket " + endpoint.authority() + ".",
                    "Run this as the user that etcd runs as, or as root.", detail);
        }
        if (message.contains("No such file")) {
            return new Failure(Cause.REFUSED, "There is no socket " + endpoint.authority() + ".",
                    "etcd is not running, or listens elsewhere. A path without a leading slash starts at the working"
                            + " directory.",
                    detail);
        }
        if (message.contains("too long")) {
            return new Failure(Cause.UNREACHABLE, "The path of this socket is too long: " + endpoint.authority()
                    + ".", "Give a shorter one, for instance through a symbolic link.", detail);
        }
        return message.contains("refused")
                ? new Failure(Cause.REFUSED, "Nothing listens on " + endpoint.authority() + ".",
                        "The socket is left over from an etcd that no longer runs.", detail)
                : connectionLost(endpoint, detail);
    }

    private static @Nullable Failure connectionLost(List<Throwable> chain, Endpoint endpoint, String detail) {
        boolean lost = chain.stream()
                .anyMatch(link -> link instanceof SocketException || link instanceof EOFException);
        return lost ? connectionLost(endpoint, detail) : null;
    }

    private static Failure connectionLost(Endpoint endpoint, String detail) {
        return new Failure(Cause.CONNECTION_LOST, "The connection to " + endpoint.authority() + " ended unexpectedly.",
                "The member may have just stopped, or something in between closes connections.", detail);
    }

    private static Failure noConnection(Endpoint endpoint, String detail) {
        return new Failure(Cause.NO_CONNECTION,
                "No connection to " + endpoint.authority() + " was established in time.",
                "The host is down, or a firewall drops the packets.", detail);
    }

    /** Takes the circumstances in parentheses after a blank; empty if they are unknown. */
    private static Failure noAnswer(Endpoint endpoint, String circumstances, String detail) {
        return new Failure(Cause.NO_ANSWER,
                endpoint.authority() + " accepts connections but did not answer in time" + circumstances + ".",
                "The process hangs or is overloaded, or it waits for a majority of its peers.", detail);
    }

    private static Failure tooLarge(Endpoint endpoint, String found, String detail) {
        return new Failure(Cause.TOO_LARGE, endpoint.authority() + " answered with " + found + ".",
                "etcd never answers like this. Check host and port, and what is in between.", detail);
    }

    private static Failure status(Status status, Endpoint endpoint, String detail) {
        if (status.getCause() instanceof OutOfMemoryError) {
            return new Failure(Cause.SERVER, "This program ran out of memory while it received from " + endpoint
                    + ".", "Give it more: JAVA_TOOL_OPTIONS=-Xmx512m", detail);
        }
        String description = words(status);
        Failure said = ServerMessages.find(description);
        if (said != null) {
            return said;
        }
        // 3.4 reports the deadline of a call as a text, a moment before it expires here.
        if (description.contains("context deadline exceeded")) {
            return noAnswer(endpoint, "", detail);
        }
        if (isTooLarge(status)) {
            return tooLarge(endpoint, "a message of more than the " + accepted(description) + " that are accepted here",
                    detail);
        }
        if (description.startsWith(UNREADABLE)) {
            return new Failure(Cause.SERVER, endpoint.authority() + " answered with a message that cannot be read.",
                    "etcd never answers like this. Check host and port, and what is in between.", detail);
        }
        return switch (status.getCode()) {
            // A host that drops packets has already exceeded the timeout for connecting, which is shorter.
            case DEADLINE_EXCEEDED -> noAnswer(endpoint, "", detail);
            // A web server or a proxy answers like this: HTTP status codes, other content types, no such method.
            case UNIMPLEMENTED -> notEtcd(endpoint, detail);
            case UNAVAILABLE -> description.contains("HTTP status")
                    ? notEtcd(endpoint, detail)
                    : connectionLost(endpoint, detail);
            // A compressed answer, which this client never asks for: "Can't find decompressor for gzip".
            case UNKNOWN, INTERNAL -> description.contains("content-type") || description.contains("HTTP")
                    || description.contains("decompressor")
                            ? notEtcd(endpoint, detail)
                            : ServerMessages.other(endpoint, description, detail);
            default -> ServerMessages.other(endpoint, description, detail);
        };
    }

    /** The server's words; without any, the code, or what went wrong here while the answer was read. */
    private static String words(Status status) {
        String description = status.getDescription();
        if (description != null && !description.isBlank()) {
            return description;
        }
        Throwable cause = status.getCause();
        return cause == null || cause instanceof StatusRuntimeException || cause instanceof StatusException
                ? "the gRPC code " + status.getCode() + " without a message"
                : "something that cannot be read here (" + cause + ")";
    }

    private static String accepted(String description) {
        Matcher size = MAXIMUM_SIZE.matcher(description);
        return size.find() ? size.group(1) + " bytes" : "bytes";
    }

    /** Whether a call failed because a message exceeded the limit. */
    static boolean isTooLarge(Status status) {
        return String.valueOf(status.getDescription()).contains(TOO_LARGE);
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = thrown; link != null && !chain.contains(link); link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }

    private static String detail(List<Throwable> chain) {
        Throwable root = chain.getLast();
        String message = root.getMessage();
        return Shown.message(message == null || message.isBlank() ? root.getClass().getSimpleName() : message);
    }
}
