package org.etcdrecovery.console.about;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.etcdrecovery.core.text.Shown;

/**
 * A library that the program is made of, or several that belong together.
 *
 * @param name     its name
 * @param version  its version
 * @param licences its licences, separated by commas
 */
record Library(String name, String version, String licences) {
    /** The build writes it, from the POMs of the libraries. */
    private static final String LIST = "libraries.txt";
    /** Where the name of a part begins: as in "AWS Java SDK :: Auth", "Netty/Buffer" and "io.grpc:grpc-core". */
    private static final Pattern PART = Pattern.compile(" :: .*|/.*|:(?! ).*");

    /**
     * The libraries of the console, by name. The parts of one are told once if they have one version and one licence.
     *
     * @throws IllegalStateException if the console was not built with their list
     */
    static List<Library> all() {
        return read().lines()
                .map(Library::of)
                .distinct()
                .sorted(Comparator.comparing(Library::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Library::version))
                .toList();
    }

    private static String read() {
        try (InputStream in = Library.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("this program lacks " + LIST);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Library of(String line) {
        String[] parts = line.split("\t", -1);
        if (parts.length != 3) {
            throw new IllegalStateException(LIST + ": " + line);
        }
        return new Library(Shown.name(PART.matcher(parts[0]).replaceFirst("")), Shown.name(parts[1]),
                Shown.name(parts[2]));
    }
}
