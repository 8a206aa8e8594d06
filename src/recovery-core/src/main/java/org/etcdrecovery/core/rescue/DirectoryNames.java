package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What to call each of several directories. */
final class DirectoryNames {
    private final List<MemberDirectory> directories;
    private final Map<Path, String> names;

    DirectoryNames(List<MemberDirectory> directories) {
        this.directories = directories;
        Map<String, Long> uses = directories.stream()
                .map(MemberDirectory::dataDir)
                .distinct()
                .collect(Collectors.groupingBy(DirectoryNames::fileName, Collectors.counting()));
        names = directories.stream()
                .map(MemberDirectory::dataDir)
                .distinct()
                .collect(Collectors.toMap(Function.identity(),
                        path -> uses.getOrDefault(fileName(path), 0L) == 1 ? fileName(path) : path.toString()));
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** The name of the directory, or its path if several have that name. */
    String of(MemberDirectory directory) {
        return names.getOrDefault(directory.dataDir(), directory.dataDir().toString());
    }

    /** The names of the directories whose log says whose it is, by its cluster. */
    Map<String, List<String>> clusters() {
        return by(LogFacts::clusterId);
    }

    /** The names of the directories whose log says whose it is, by an ID in that log. */
    Map<String, List<String>> by(Function<LogFacts, ?> id) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (MemberDirectory directory : directories) {
            directory.log()
                    .filter(LogFacts::isNamed)
                    .map(log -> String.valueOf(id.apply(log)))
                    .ifPresent(hex -> found.computeIfAbsent(hex, _ -> new ArrayList<>()).add(of(directory)));
        }
        return found;
    }
}
