package org.etcdrecovery.console.about;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.CutTexts;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AboutViewTest extends ScreenTest {
    @TempDir
    private Path directory;

    private final FakeDialogs dialogs = new FakeDialogs();
    private boolean left;

    @Test
    void showsVersionsPlacesAndLicences() throws TimeoutException {
        AboutViewModel model = model(System.getProperty("java.class.path"));
        AboutView view = open(model);

        assertThat(lookup("#versions .label").queryAllAs(Label.class)).extracting(Label::getText)
                .contains("Java", model.versions().java(), "3.4, 3.5, 3.6, 3.7");
        assertThat(lookup("#places .mono").queryAllAs(Label.class)).extracting(Label::getText)
                .contains(directory.resolve("settings.json").toString(), directory.resolve("logs").toString());
        assertThat(model.parts().get().libraries()).extracting(Library::name)
                .contains("javafx controls", "ControlsFX", "jackson-databind");
        assertThat(lookup("#licences .label").queryAllAs(Label.class)).extracting(Label::getText)
                .anyMatch(text -> text.startsWith("jackson-databind 3."))
                .contains("Apache-2.0");
        assertThat(lookup("#notices").tryQuery()).isEmpty();
        awaitPainted();
        assertThat(onFx(() -> CutTexts.in(view).map(Labeled::getText).toList())).isEmpty();
    }

    @Test
    void namesALicenceOfEachLibrary() {
        assertThat(Library.all()).hasSizeBetween(30, 70)
                .contains(new Library("ControlsFX", "11.2.4", "BSD-3-Clause"))
                .allSatisfy(library -> assertThat(library.licences()).as(library.name())
                        .matches("[A-Z0-9][A-Za-z0-9.+, -]+")
                        .doesNotContainIgnoringCase("unknown"))
                .extracting(Library::name)
                .contains("AWS Java SDK", "Netty", "io.grpc", "Guava: Google Core Libraries for Java");
    }

    @Test
    void showsAPlaceInItsFolder() throws TimeoutException {
        open(model(""));

        clickOn("#folder-logs");

        await(() -> dialogs.asked().contains("open " + directory.getFileName()));
    }

    @Test
    void opensTheNoticesOfAnInstalledProgram() throws Exception {
        Path notices = Files.createDirectories(directory.resolve("usr/share/doc/recovery-console-for-etcd"))
                .resolve("THIRD-PARTY.txt");
        Files.writeString(notices, "notices");
        AboutViewModel model = model(directory.resolve("opt/recovery-console-for-etcd/lib/app/x-1.jar") + ":y-1.jar");
        open(model);

        assertThat(model.parts().get().notices()).contains(notices);
        interact(() -> lookup("#notices").queryButton().fire());

        assertThat(dialogs.asked()).containsExactly("open THIRD-PARTY.txt");
    }

    @Test
    void savesDiagnosticsAndGoesBack() {
        open(model(""));

        interact(() -> lookup("#saveDiagnostics").queryButton().fire());
        interact(() -> lookup("#aboutBack").queryButton().fire());

        assertThat(dialogs.asked()).containsExactly("Save diagnostics");
        assertThat(left).isTrue();
    }

    private AboutView open(AboutViewModel model) {
        return show(() -> {
            AboutView view = new AboutView(model, () -> left = true);
            model.begin();
            return view;
        });
    }

    private AboutViewModel model(String classPath) {
        StepTools tools = TestTools.with(new DirectTaskRunner(), dialogs);
        tools.memory().close();
        Places places = Places.in(directory);
        return new AboutViewModel(tools, places, new DiagnosticsSaver(tools, places, Optional::empty), classPath);
    }
}
