import fish.payara.micro.PayaraMicro;
import java.util.Arrays;

/**
 * Starts Payara Micro, says where Reprise answers, and ends with 1 when Reprise could not be deployed: the server by
 * itself would go on without it and answer 404. Run from source: {@code java @jvm.options --class-path=payara-micro.jar
 * Launch.java} and the server's own options, before which the Maven plugin puts {@code -Dgav=… -jar payara-micro.jar}.
 */
class Launch {
    public static void main(String[] args) throws Exception {
        int jar = Arrays.asList(args).indexOf("-jar");
        PayaraMicro.main(Arrays.copyOfRange(args, jar < 0 ? 0 : jar + 2, args.length));
        var urls = PayaraMicro.getInstance().getRuntime().getLocalDescriptor().getApplicationURLS();
        if (urls.isEmpty()) {
            System.err.println("Reprise could not start. The reason is the last \"Caused by\" above.");
            System.exit(1);
        }
        System.out.println("Reprise answers at " + urls.get(0));
    }
}
