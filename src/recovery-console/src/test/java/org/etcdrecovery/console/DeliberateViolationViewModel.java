package org.etcdrecovery.console;

import io.grpc.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import org.etcdrecovery.core.bolt.Problem;
import org.jspecify.annotations.Nullable;

/** Does what {@link ArchitectureTest} forbids. */
final class DeliberateViolationViewModel {
    @Nullable
    Problem format;
    @Nullable
    Status client;
    @Nullable
    Node scene;

    void write(Path file) throws IOException {
        Files.delete(file);
    }

    void toggle(RadioButton radio) {
        radio.setOnAction(_ -> {});
    }

    void trace(Throwable thrown, PrintWriter out) {
        thrown.printStackTrace(out);
    }
}
