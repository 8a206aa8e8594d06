package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The verbs that replace etcd's, compared with what etcd's own tools printed: {@code recorded.txt}, made by the script
 * {@code record} in the same directory.
 */
class RecordedOutputTest {
    private static final Pattern FILES = Pattern.compile("\\b(etcd-3\\.[46]\\.db|missing\\.db|full|new)\\b");

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void printsAndExitsAsTheToolOfEtcd(Recording recording) throws IOException {
        Snapshots.copyTo(directory);
        Files.createFile(Files.createDirectory(directory.resolve("full")).resolve("file"));

        Run run = Run.of((Object[]) recording.arguments(directory));

        assertThat(run.out()).isEqualTo(recording.out);
        assertThat(run.code()).isEqualTo(recording.code);
        if (!recording.error.isEmpty()) {
            assertThat(run.err().lines()).anyMatch(line -> line.startsWith(inside(directory, recording.error)));
        }
        assertThat(directory.resolve("new")).doesNotExist();
    }

    static Stream<Recording> recordings() throws IOException {
        List<Recording> recordings = new ArrayList<>();
        String command = "";
        String error = "";
        StringBuilder out = new StringBuilder();
        for (String line : Snapshots.text("recorded.txt").lines().toList()) {
            switch (line.length() > 1 ? line.substring(0, 2) : "") {
                case "$ " -> command = line.substring(2);
                case "! " -> error = line.substring(2);
                case "= " -> {
                    recordings.add(new Recording(command, out.toString(), error, Integer.parseInt(line.substring(2))));
                    error = "";
                    out.setLength(0);
                }
                default -> out.append(line).append('\n');
            }
        }
        return recordings.stream();
    }

    private static String inside(Path directory, String text) {
        return FILES.matcher(text)
                .replaceAll(file -> Matcher.quoteReplacement(directory.resolve(file.group()).toString()));
    }

    record Recording(String command, String out, String error, int code) {
        /** Drops the leading edition, which only {@code snapshot status} accepts, as {@code --compat}. */
        String[] arguments(Path directory) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            String edition = words.removeFirst();
            words.replaceAll(word -> inside(directory, word));
            if (words.contains("status")) {
                words.addAll(List.of("--compat", edition));
            }
            return words.toArray(String[]::new);
        }

        @Override
        public String toString() {
            return command;
        }
    }
}
