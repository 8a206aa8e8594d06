package org.etcdrecovery.console.about;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;

/** Says what the diagnostics hold, asks where to save them, and saves them. */
public final class DiagnosticsSaver {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss", Locale.ROOT);

    private final Texts texts = Texts.of("about");
    private final StepTools tools;
    private final Places places;
    private final Supplier<Optional<Recovery>> run;
    private final Activity activity = new Activity();

    /**
     * @param tools  the services of the console
     * @param places where the log is
     * @param run    the run whose verdicts belong to it; empty on the start page
     */
    public DiagnosticsSaver(StepTools tools, Places places, Supplier<Optional<Recovery>> run) {
        this.tools = tools;
        this.places = places;
        this.run = run;
    }

    /** Shows what is inside; if the operator goes on, asks for a file and writes it. */
    public void save() {
        if (activity.isRunning()) {
            return;
        }
        Diagnostics found = new Diagnostics(Versions.ofThisProcess(), tools.memory().settings().get(), run.get(),
                places, tools.clock().instant());
        if (tools.dialogs()
                .confirm(texts.get("diagnostics.title"), contents(found), texts.get("diagnostics.go"),
                        texts.get("diagnostics.stay"))) {
            tools.dialogs()
                    .saveFile(texts.get("diagnostics.title"), Path.of(System.getProperty("user.home", "")),
                            "recovery-console-" + TIME.format(tools.clock().instant().atZone(ZoneId.of("UTC")))
                                    + "Z.zip")
                    .ifPresent(target -> write(found, target, false));
        }
    }

    private String contents(Diagnostics found) {
        StringBuilder list = new StringBuilder(texts.get("diagnostics.inside"));
        found.texts().keySet().forEach(name -> list.append("\n• ").append(texts.get("diagnostics." + name)));
        return list.append("\n• ")
                .append(texts.get("diagnostics.logs", places.logs().toString()))
                .append("\n\n")
                .append(texts.get("diagnostics.without"))
                .toString();
    }

    private void write(Diagnostics found, Path target, boolean replace) {
        tools.runner().run(activity, _ -> {
            found.write(target, replace);
            return target;
        }, saved -> tools.dialogs()
                .tell(texts.get("diagnostics.saved"), texts.get("diagnostics.saved.text", saved.toString())),
                thrown -> failed(found, target, thrown));
    }

    private void failed(Diagnostics found, Path target, Throwable thrown) {
        if (!(thrown instanceof FileAlreadyExistsException)) {
            tools.dialogs().tell(texts.get("diagnostics.failed"), Failed.of(thrown).what());
        } else if (tools.dialogs()
                .confirm(texts.get("diagnostics.exists"), texts.get("diagnostics.exists.text", target.toString()),
                        texts.get("diagnostics.replace"), texts.get("diagnostics.stay"))) {
            write(found, target, true);
        }
    }
}
