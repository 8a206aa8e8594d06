package org.etcdrecovery.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.etcdrecovery.cli.options.FlagSyntax;
import org.etcdrecovery.cli.options.WrongUsageException;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.cli.verb.Verb;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.UrlText;
import picocli.CommandLine;

/**
 * What the arguments of a run request.
 *
 * @param program the tree of verbs, as far as needed
 * @param verb    the verb, or the group of verbs, in that tree
 * @param words   the words that lead to it, and the other arguments
 */
record Invocation(CommandLine program, CommandLine verb, VerbWords words) {
    /** Finds the verb, wherever options are placed, and creates as few other verbs as possible. */
    static Invocation of(Session session, String... arguments) {
        // What etcd and most programs understand; the verb is etcdctl's.
        List<String> all = List.of(arguments).equals(List.of("--version")) ? List.of("version") : List.of(arguments);
        VerbWords found = VerbWords.find(all, Verbs.FLAGS::contains);
        if (found.stranger().isPresent()) {
            // An unknown option may have been mistaken for a flag with a value, so report that option.
            Set<String> withValue = Verbs.withValue(session);
            found = VerbWords.find(all, option -> !withValue.contains(option));
        }
        CommandLine program = Verbs.commandLine(session, found.words());
        CommandLine verb = program;
        for (String word : found.words()) {
            verb = Objects.requireNonNull(verb.getSubcommands().get(word), word);
        }
        return new Invocation(program, verb, found);
    }

    /**
     * Returns the arguments in an unambiguous form for picocli.
     *
     * @throws WrongUsageException if the verb does not accept them
     */
    String[] forPicocli() throws WrongUsageException {
        if (words.stranger().isPresent()) {
            throw new WrongUsageException("unknown command " + GoQuote.quote(words.stranger().get()) + " for \""
                    + verb.getCommandSpec().qualifiedName() + "\"");
        }
        FlagSyntax syntax = new FlagSyntax(verb.getCommandSpec(),
                verb.getCommand() instanceof Verb called ? called.unused() : Map.of());
        syntax.read(words.rest());
        if (verb.getCommand() instanceof Verb called) {
            refuseSurplus(called, syntax);
            called.readEnvironment(syntax);
        }
        List<String> all = new ArrayList<>(words.words());
        all.addAll(syntax.forPicocli());
        return all.toArray(String[]::new);
    }

    private void refuseSurplus(Verb called, FlagSyntax syntax) throws WrongUsageException {
        List<String> surplus = syntax.positional();
        if (surplus.isEmpty() || !verb.getCommandSpec().positionalParameters().isEmpty()) {
            return;
        }
        String first = GoQuote.quote(UrlText.inSentence(surplus.getFirst()));
        if (!called.ignoresArguments()) {
            throw new WrongUsageException("unexpected argument " + first + "; it takes only options");
        }
        called.tell("warning: the argument " + Shown.text(first) + " is ignored; name endpoints with --endpoints\n");
        syntax.dropPositional();
    }
}
