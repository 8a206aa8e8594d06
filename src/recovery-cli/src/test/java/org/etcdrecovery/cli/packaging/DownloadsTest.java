package org.etcdrecovery.cli.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.cli.packaging.Installation.bash;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.etcdrecovery.core.testing.Tool.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A JDK and a Go come from their publishers: with consent, complete, and only if their checksum is the published one.
 */
class DownloadsTest {
    private static final String WRONG = "0".repeat(64);
    private static final String YES = "assume_yes=1; ";

    @TempDir
    private Path directory;

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final Map<String, String> moved = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Path cache;

    @BeforeEach
    void serve() throws IOException {
        assumeTrue(bash("command -v curl tar gzip").exitCode() == 0, "no curl, tar or gzip");
        cache = directory.resolve("the cache");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {YES, "CI=true; "})
    void aJdkIsPutIntoTheUserCache(String consent) throws Exception {
        byte[] archive = jdk();
        publishJdk(archive, sha256(archive));

        Result result = requireJdk(consent);

        Path home = Path.of(result.ok().strip());
        assertThat(home).startsWithRaw(cache.resolve("jdk"));
        assertThat(home.resolve("bin/javac")).isExecutable();
        assertThat(home.getParent()).isDirectoryNotContaining("glob:**/part.*");
    }

    @Test
    void theOneInTheCacheIsFoundAgain() throws Exception {
        byte[] archive = jdk();
        publishJdk(archive, sha256(archive));
        String home = requireJdk(YES).ok();
        asked.clear();

        assertThat(requireJdk("").ok()).isEqualTo(home);
        assertThat(asked).isEmpty();
    }

    @Test
    void redirectsAreFollowed() throws Exception {
        byte[] archive = jdk();
        publishJdk(archive, sha256(archive));
        String binary = asJdk("binary");
        served.put("/elsewhere", served.remove(binary));
        moved.put(binary, "/elsewhere");

        assertThat(requireJdk(YES).ok()).contains("the cache");
    }

    @Test
    void nothingIsDownloadedUnasked() throws Exception {
        byte[] archive = jdk();
        publishJdk(archive, sha256(archive));

        Result result = requireJdk("");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains("packaging/run --yes", "JAVA_HOME");
        assertThat(asked).isEmpty();
    }

    @Test
    void aJdkOfAnotherChecksumIsNotUsed() throws Exception {
        publishJdk(jdk(), WRONG);

        Result result = requireJdk(YES);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains("is not what is published", WRONG);
        assertThat(cache.resolve("jdk")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"checksum, states no SHA-256", "binary, could not be downloaded"})
    void whatIsNotServedEndsIt(String missing, String message) throws Exception {
        byte[] archive = jdk();
        publishJdk(archive, sha256(archive));
        served.remove(asJdk(missing));

        Result result = requireJdk(YES);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains(message);
    }

    /** Checksum and archive come from one server: without TLS, either could be forged. */
    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1", "http://127.0.0.1.example.org", "ftp://127.0.0.1", "file:///etc"})
    void onlyThisMachineIsBelievedWithoutTls(String mirror) {
        Result result = source("RECOVERY_CONSOLE_JDK_MIRROR=" + mirror + "; " + YES + "require_jdk");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains("begins with neither https://");
    }

    @Test
    void theNewestGoForThisMachineIsTaken() throws Exception {
        String platform = source("go_platform").ok();
        byte[] archive = archive("go", "bin/go");
        served.put("/dl/go1.27.1." + platform + ".tar.gz", archive);
        served.put("/dl/", """
                [{"version": "go1.27.1", "files": [
                    {"filename": "go1.27.1.src.tar.gz", "os": "", "sha256": "%1$s"},
                    {"filename": "go1.27.1.plan9-386.tar.gz", "os": "plan9", "sha256": "%1$s"},
                    {
                        "filename": "go1.27.1.%2$s.tar.gz",
                        "sha256": "%3$s"
                    }]},
                 {"version": "go1.26.9", "files": [
                    {"filename": "go1.26.9.%2$s.tar.gz", "sha256": "%1$s"}]}]
                """.formatted(WRONG, platform, sha256(archive)).getBytes(UTF_8));

        Result result = requireGo(YES);

        assertThat(Path.of(result.ok().strip())).startsWithRaw(cache.resolve("go")).isExecutable();
    }

    @Test
    void aGoOfAnotherChecksumIsNotUsed() throws Exception {
        String platform = source("go_platform").ok();
        served.put("/dl/go1.27.1." + platform + ".tar.gz", archive("go", "bin/go"));
        served.put("/dl/", "[{\"filename\": \"go1.27.1.%s.tar.gz\", \"sha256\": \"%s\"}]".formatted(platform, WRONG)
                .getBytes(UTF_8));

        Result result = requireGo(YES);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains("is not what is published");
        assertThat(cache.resolve("go")).isEmptyDirectory();
    }

    /** The tests run without it, and are skipped with a reason. */
    @Test
    void withoutConsentThereIsNoGo() {
        assertThat(requireGo("").ok()).isEqualToIgnoringNewLines("none");
        assertThat(asked).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        byte[] body = served.get(path);
        if (moved.containsKey(path)) {
            exchange.getResponseHeaders().add("Location", moved.get(path));
            exchange.sendResponseHeaders(302, -1);
        } else if (body == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void publishJdk(byte[] archive, String checksum) {
        served.put(asJdk("binary"), archive);
        served.put(asJdk("checksum"), (checksum + "  OpenJDK25.tar.gz\n").getBytes(UTF_8));
    }

    private String asJdk(String kind) {
        return "/v3/" + kind + "/latest/" + source("jdk_build").ok();
    }

    private byte[] jdk() throws IOException {
        Installation.makeJdk(directory.resolve("jdk-25.0.1+8"), "exit 1");
        return packed("jdk-25.0.1+8");
    }

    private byte[] archive(String name, String program) throws IOException {
        Installation.program(directory.resolve(name).resolve(program), "exit 0");
        return packed(name);
    }

    private byte[] packed(String name) throws IOException {
        Path archive = directory.resolve("packed");
        bash("tar -C \"$0\" -czf \"$1\" \"$2\"", directory, archive, name).ok();
        return Files.readAllBytes(archive);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private Result requireJdk(String consent) {
        return source(consent + "require_jdk; printf '%s\\n' \"$JAVA_HOME\"");
    }

    private Result requireGo(String consent) {
        return source(consent + "require_go || go=none; printf '%s\\n' \"$go\"");
    }

    /** Runs commands with the functions of the scripts, on a machine that has no JDK and no Go and installs none. */
    private Result source(String commands) {
        return bash("""
                set -euo pipefail
                unset CI JAVA_HOME
                packaging=$1 RECOVERY_CONSOLE_CACHE=$2
                RECOVERY_CONSOLE_JDK_MIRROR=$3 RECOVERY_CONSOLE_GO_MIRROR=$3/dl/
                for library in common download jdk go; do . "$packaging/lib/$library.sh"; done
                refresh_package_lists() { :; }
                install_package() { return 1; }
                is_jdk() { case $1 in "$cache"/*) [ -x "$1/bin/javac" ] ;; *) return 1 ;; esac; }
                is_go() { case $1 in "$cache"/*) "$1" ;; *) return 1 ;; esac; }
                """ + commands, "test", Installation.PACKAGING, cache,
                "http://127.0.0.1:" + server.getAddress().getPort());
    }
}
