package org.etcdrecovery.console.step.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CheckRow;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.restore.DiskSpace;
import org.etcdrecovery.core.restore.Leftover;
import org.etcdrecovery.core.restore.TargetProblem;

/** What prevents writing the directories, as the disks are now. */
final class ObstaclesView extends VBox {
    private final Texts texts = Texts.of("restore");
    private final TargetsModel model;
    private final Button inTheWay;
    private final Button tooSmall;
    private final FailureNotice failure = new FailureNotice();
    private final VBox found = new VBox(14);

    /** @param look looks at the targets again */
    ObstaclesView(TargetsModel model, Runnable look) {
        super(14);
        this.model = model;
        inTheWay = again(look);
        tooSmall = again(look);
        setId("obstacles");
        getChildren().setAll(failure, found);
        model.failed()
                .subscribe(why -> why.ifPresentOrElse(failed -> failure.show(texts.get("look.failed"), failed),
                        failure::clear));
        model.preview().subscribe(_ -> refresh());
        model.failed().subscribe(_ -> refresh());
    }

    private void refresh() {
        List<Node> blocks = new ArrayList<>();
        if (!model.leftovers().isEmpty()) {
            blocks.add(leftovers(model.leftovers()));
        }
        if (!model.problems().isEmpty()) {
            blocks.add(problems(model.problems()));
        }
        if (!model.tooSmall().isEmpty()) {
            blocks.add(tooSmall(model.tooSmall()));
        }
        Optional<Button> focused = Stream.of(inTheWay, tooSmall).filter(Node::isFocused).findFirst();
        found.getChildren().setAll(blocks);
        focused.ifPresent(Node::requestFocus);
        Blocks.show(this, !blocks.isEmpty() || failure.isVisible());
    }

    private Node leftovers(List<Leftover> leftovers) {
        Banner banner = new Banner();
        banner.setId("leftovers");
        banner.say(Tone.WARNING, texts.get("leftovers.title"),
                leftovers.stream().map(Leftover::sentence).collect(Collectors.joining("\n")));
        int removable = model.removable().size();
        if (removable == 0) {
            return banner;
        }
        Button remove = new Button(texts.get("leftovers.remove", removable));
        remove.setId("removeLeftovers");
        remove.getStyleClass().add("small");
        remove.setOnAction(_ -> model.removeLeftovers());
        banner.offer(remove);
        return banner;
    }

    private Node problems(List<TargetProblem> problems) {
        List<CheckRow> rows = new ArrayList<>();
        for (TargetProblem problem : problems) {
            CheckRow row = new CheckRow(problem.member());
            row.say(Tone.DANGER, problem.member(), model.words(problem));
            rows.add(row);
        }
        Banner banner = new Banner();
        banner.setId("inTheWay");
        banner.say(Tone.DANGER, texts.get("blocked.title"), texts.get("blocked.text"));
        banner.offer(inTheWay);
        return new VBox(8, banner, new Card(rows.toArray(Node[]::new)));
    }

    private Node tooSmall(List<DiskSpace> spaces) {
        Banner banner = new Banner();
        banner.setId("tooSmall");
        banner.say(Tone.DANGER, texts.get("space.title"), spaces.stream()
                .map(space -> texts.get("space.row", space.store(), Quantities.size(space.needed()),
                        String.join(", ", space.members()), Quantities.size(space.free())))
                .collect(Collectors.joining("\n")) + "\n" + texts.get("space.text"));
        banner.offer(tooSmall);
        return banner;
    }

    private Button again(Runnable look) {
        Button again = new Button(texts.get("look.again"));
        again.getStyleClass().add("small");
        again.setOnAction(_ -> look.run());
        return again;
    }
}
