package org.etcdrecovery.console.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.UrlText;

/**
 * The command line of a server.
 *
 * @param words the program and its arguments
 */
public record CommandLine(List<String> words) {
    private static final String HIDDEN = "…";
    /** How many code points of each end are shown; an etcd of kubeadm has fewer in all. */
    private static final int LONGEST_END = 2000;
    /**
     * The flags whose values say which member this is. Any other value may be a secret, such as that of
     * {@code --discovery-password}, and later releases may bring others.
     */
    private static final Pattern TELLING = Pattern.compile("name|.*-dir|.*-urls|initial-cluster|initial-cluster-state"
            + "|config-file|cert-file|key-file|peer-cert-file|peer-key-file|(peer-)?trusted-ca-file");

    private static final Set<String> ASKING_FLAGS = Set.of("--help", "-help", "-h", "--h", "--version", "-version");
    /** The programs other than the server that the binary holds; grpc-proxy and gateway pass requests on. */
    private static final Set<String> OTHER_PROGRAMS = Set.of("help", "version", "grpc-proxy", "gateway");

    /** Copies the list. */
    public CommandLine {
        words = List.copyOf(words);
    }

    /** The command line of a process; empty if the system does not tell it. */
    static Optional<CommandLine> of(ProcessHandle process) {
        // The JDK tells the program only to its own user, and leaves out the name by which it was called.
        return ProcFile.text(process.pid(), "cmdline")
                .map(line -> Arrays.stream(line.split("\0", 0)).toList())
                .or(() -> process.info()
                        .command()
                        .map(program -> Stream.concat(Stream.of(program),
                                Arrays.stream(process.info().arguments().orElse(new String[0]))).toList()))
                .map(CommandLine::new);
    }

    /** The name of the program, without its directory; empty for a kernel thread. */
    String program() {
        return words.isEmpty() ? "" : words.getFirst().replaceFirst(".*/", "");
    }

    /** Whether etcd called in this way is the server of a member: it does not only print something, or pass requests on. */
    boolean isOfMember() {
        return words.stream().skip(1).noneMatch(ASKING_FLAGS::contains)
                && words.stream().skip(1).findFirst().filter(OTHER_PROGRAMS::contains).isEmpty();
    }

    /** The value of a flag; the last one counts, as for etcd. */
    Optional<String> value(String flag) {
        Optional<String> found = Optional.empty();
        for (int i = 1; i < words.size(); i++) {
            if (isFlag(words.get(i)) && flagIn(words.get(i)).equals(flag)) {
                Optional<String> here = valueIn(words.get(i));
                found = here.isPresent() || i + 1 == words.size() ? here : Optional.of(words.get(i + 1));
            }
        }
        return found;
    }

    /** A flag with its value as they are written, the last one as in {@link #value}; empty if it is not there. */
    Optional<String> written(String flag) {
        Optional<String> found = Optional.empty();
        for (int i = 1; i < words.size(); i++) {
            if (isFlag(words.get(i)) && flagIn(words.get(i)).equals(flag)) {
                found = Optional.of(valueIn(words.get(i)).isPresent() || i + 1 == words.size()
                        ? words.get(i)
                        : words.get(i) + " " + words.get(i + 1));
            }
        }
        return found;
    }

    /** The command line for a screen: in one line, without what may be a secret; only both ends of a very long one. */
    public String shown() {
        List<String> shown = new ArrayList<>();
        boolean telling = false;
        for (String word : words) {
            if (shown.isEmpty()) {
                shown.add(word);
            } else if (isFlag(word)) {
                String flag = flagIn(word);
                boolean tells = TELLING.matcher(flag).matches();
                shown.add("--" + flag
                        + valueIn(word).map(value -> "=" + (tells ? UrlText.of(value) : HIDDEN)).orElse(""));
                telling = tells && valueIn(word).isEmpty();
            } else {
                shown.add(telling ? UrlText.of(word) : HIDDEN);
                telling = false;
            }
        }
        return bothEnds(Shown.text(String.join(" ", shown)));
    }

    private static String bothEnds(String line) {
        int length = line.codePointCount(0, line.length());
        return length <= 2 * LONGEST_END
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_END)) + " … "
                        + line.substring(line.offsetByCodePoints(line.length(), -LONGEST_END));
    }

    private static boolean isFlag(String word) {
        return word.startsWith("-");
    }

    /** Go takes one dash as it takes two. */
    private static String flagIn(String word) {
        String name = word.replaceFirst("^--?", "");
        int value = name.indexOf('=');
        return value < 0 ? name : name.substring(0, value);
    }

    private static Optional<String> valueIn(String word) {
        int value = word.indexOf('=');
        return value < 0 ? Optional.empty() : Optional.of(word.substring(value + 1));
    }
}
