package org.etcdrecovery.cli.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.ExplanationText;
import org.etcdrecovery.core.explain.Explanation;
import org.etcdrecovery.core.explain.Explanations;
import org.etcdrecovery.core.report.json.ExplanationJson;
import org.etcdrecovery.core.text.Shown;

/** {@code explain}: says what codes of findings and failures mean. */
public final class ExplainCommand extends RecoveryVerb {
    private final Supplier<List<String>> arguments;

    public ExplainCommand(Session session) {
        super(session, "Say what codes of findings and errors mean and what to do; without a code, list them all.");
        arguments = options().arguments("CODE", "The code, such as hash.missing.");
    }

    @Override
    public Integer call() throws CommandFailure {
        boolean json = wantsJson();
        Explanations explanations = Explanations.load();
        List<String> codes = arguments.get();
        List<Explanation> wanted = new ArrayList<>();
        for (String code : codes) {
            wanted.add(explanations.of(code).orElseThrow(() -> unknown(code, explanations.near(code))));
        }
        if (json) {
            print(ExplanationJson.print(codes.isEmpty() ? explanations.all() : wanted));
        } else {
            print(codes.isEmpty() ? ExplanationText.list(explanations) : ExplanationText.of(wanted));
        }
        return ExitCode.OK;
    }

    private static CommandFailure unknown(String code, List<String> near) {
        return wrongUsage("there is no code '" + Shown.name(code) + "'"
                + (near.isEmpty()
                        ? "; without a code, this command lists them all"
                        : "; did you mean " + String.join(", ", near) + "?"));
    }
}
