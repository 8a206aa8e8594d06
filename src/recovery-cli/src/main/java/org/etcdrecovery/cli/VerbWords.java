package org.etcdrecovery.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Splits the arguments into the words of the verb and the rest. As in etcd's tools, which use cobra, options may come
 * before and between the words, and a unique prefix of a word is enough.
 *
 * @param words    the words, in full
 * @param stranger the unknown argument in place of a word, if any
 * @param rest     everything else, in order
 */
record VerbWords(List<String> words, Optional<String> stranger, List<String> rest) {
    /**
     * Splits the arguments.
     *
     * @param isFlag whether an option takes no value, so that the next argument may be a word
     */
    static VerbWords find(List<String> arguments, Predicate<String> isFlag) {
        List<String> words = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        List<String> expected = Verbs.following(words);
        int at = 0;
        while (at < arguments.size() && !expected.isEmpty() && !arguments.get(at).equals("--")) {
            String argument = arguments.get(at);
            if (argument.startsWith("-")) {
                rest.add(argument);
                at++;
                if (leavesValueToNext(argument) && !isFlag.test(argument) && at < arguments.size()) {
                    rest.add(arguments.get(at));
                    at++;
                }
            } else {
                Optional<String> word = complete(argument, expected);
                if (word.isEmpty()) {
                    break;
                }
                words.add(word.get());
                expected = Verbs.following(words);
                at++;
            }
        }
        rest.addAll(arguments.subList(at, arguments.size()));
        List<String> left = arguments.subList(at, arguments.size())
                .stream()
                .filter(each -> !each.equals("--"))
                .toList();
        Optional<String> stranger = expected.isEmpty() ? Optional.empty() : left.stream().findFirst();
        return new VerbWords(List.copyOf(words), stranger, List.copyOf(rest));
    }

    /** {@code --name} and {@code -n}, but neither {@code --name=value} nor {@code -nvalue}. */
    private static boolean leavesValueToNext(String option) {
        return !option.contains("=") && (option.startsWith("--") || option.length() == 2);
    }

    private static Optional<String> complete(String beginning, List<String> words) {
        if (words.contains(beginning)) {
            return Optional.of(beginning);
        }
        List<String> possible = words.stream().filter(word -> word.startsWith(beginning)).toList();
        return possible.size() == 1 ? Optional.of(possible.getFirst()) : Optional.empty();
    }
}
