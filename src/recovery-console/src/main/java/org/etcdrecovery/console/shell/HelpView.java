package org.etcdrecovery.console.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.shell.Command;

/** The help of a step and its equivalent commands, on the right. */
final class HelpView extends ScrollPane {
    private static final double TOPIC_GAP = 16;

    private final Texts texts = Texts.of("shell");
    private final VBox topics = new VBox(TOPIC_GAP);
    private final VBox commands = new VBox(8);
    private final StepOutline outline;

    /** The help of a step. */
    HelpView(StepOutline outline) {
        this.outline = outline;
        setId("help");
        getStyleClass().addAll("help", "page-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        commands.setId("sameByCommand");
        // Help is read once, a command is copied: it must not be below the fold.
        VBox content = new VBox(commands, topics);
        content.getStyleClass().add("help-content");
        setContent(content);
        outline.help().addListener((ListChangeListener<HelpTopic>) _ -> showTopics());
        outline.commands().addListener((ListChangeListener<Command>) _ -> showCommands());
        outline.focusedHelp().subscribe(_ -> showTopics());
        showCommands();
    }

    private void showTopics() {
        List<Node> parts = new ArrayList<>();
        Stream.concat(outline.focusedHelp().get().stream(), outline.help().stream()).distinct().forEach(topic -> {
            if (!parts.isEmpty()) {
                parts.add(line());
            }
            parts.add(topic(topic));
        });
        topics.getChildren().setAll(parts);
        Blocks.show(topics, !parts.isEmpty());
    }

    private static Node topic(HelpTopic topic) {
        VBox box = new VBox(Blocks.strong(topic.title()));
        box.getStyleClass().add("help-topic");
        topic.paragraphs().forEach(paragraph -> box.getChildren().add(new RichText(paragraph)));
        return box;
    }

    private static Node line() {
        Region line = new Region();
        line.getStyleClass().add("help-line");
        return line;
    }

    private void showCommands() {
        Blocks.show(commands, !outline.commands().isEmpty());
        var copy = CommandBlock.copyButton(this::commandText);
        copy.setId("copyCommand");
        HBox head = new HBox(Blocks.strong(texts.get("help.command")), Blocks.spacer(), copy);
        head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        commands.getChildren().setAll(head, new CommandBlock(commandText()));
        OwnCommandLine.here()
                .pathLine(commandText())
                .ifPresent(line -> commands.getChildren()
                        .addAll(Blocks.caption(texts.get("help.path")), new CommandBlock(line)));
        outline.commands()
                .stream()
                .flatMap(command -> command.notes().stream())
                .distinct()
                .forEach(note -> commands.getChildren().add(Blocks.caption(note)));
        commands.getChildren().add(line());
    }

    private String commandText() {
        return outline.commands().stream().map(Command::text).collect(Collectors.joining("\n"));
    }
}
