package org.etcdrecovery.console.about;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.text.Shown;

/**
 * A library that the program is made of.
 *
 * @param name    its name, from that of its jar
 * @param version its version, from the name of its jar
 * @param licence the licence that the jar names; empty if it names none
 */
public record Library(String name, String version, String licence) {
    private static final Pattern JAR = Pattern.compile("(.+?)-([0-9][^/]*?)\\.jar");
    private static final Pattern LICENCE_OF_POM = Pattern.compile("<license>.*?<name>\\s*([^<]+?)\\s*</name>",
            Pattern.DOTALL);
    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.xml");
    private static final int LONGEST_POM = 200_000;

    /** The libraries on this class path, by name. Takes the time to open each jar. */
    public static List<Library> on(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(File::new)
                .flatMap(jar -> of(jar).stream())
                .distinct()
                .sorted(Comparator.comparing(Library::name).thenComparing(Library::version))
                .toList();
    }

    private static Optional<Library> of(File jar) {
        Matcher matcher = JAR.matcher(jar.getName());
        if (!matcher.matches() || jar.getName().startsWith("recovery-")) {
            return Optional.empty();
        }
        return Optional.of(new Library(Shown.name(matcher.group(1)), Shown.name(matcher.group(2)), licence(jar)));
    }

    private static String licence(File jar) {
        try (JarFile opened = new JarFile(jar)) {
            String named = Optional.ofNullable(opened.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(all -> all.getValue("Bundle-License"))
                    .orElse("");
            return usual(named.isEmpty() ? ofPom(opened) : named);
        } catch (IOException e) {
            // The list is for information; a jar that cannot be opened is listed without its licence.
            return "";
        }
    }

    private static String ofPom(JarFile jar) throws IOException {
        Optional<JarEntry> pom = jar.stream().filter(entry -> POM.matcher(entry.getName()).matches()).findFirst();
        if (pom.isEmpty() || pom.get().getSize() > LONGEST_POM) {
            return "";
        }
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(jar.getInputStream(pom.get()), StandardCharsets.UTF_8))) {
            Matcher licence = LICENCE_OF_POM.matcher(in.lines().collect(Collectors.joining("\n")));
            return licence.find() ? licence.group(1) : "";
        }
    }

    /** The identifier of SPDX for what jars write in many ways. */
    private static String usual(String named) {
        String lower = named.toLowerCase(Locale.ROOT);
        if (lower.contains("apache") && lower.contains("2")) {
            return "Apache-2.0";
        }
        if (lower.contains("bsd") && lower.contains("3")) {
            return "BSD-3-Clause";
        }
        if (lower.contains("/mit") || lower.equals("mit") || lower.contains("mit license")) {
            return "MIT";
        }
        return Shown.name(named);
    }
}
