"""Conan 2: `conan create packaging/conan`. Where the system has the libraries already, name them in the profile's
[platform_requires], as packaging/conan/system.profile does for Debian 12."""
import re
from pathlib import Path

from conan import ConanFile
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy
from conan.tools.gnu import PkgConfigDeps


class Tidings(ConanFile):
    name = "tidings"
    description = "Reads English news into one graph of people, agencies and events"
    license = "MIT"
    topics = ("nlp", "information-extraction", "events", "graph")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False], "fPIC": [True, False]}
    default_options = {"shared": False, "fPIC": True}
    implements = ["auto_shared_fpic"]

    def set_version(self):
        header = Path(self.recipe_folder, "../../include/tidings/version.hpp").read_text()
        self.version = re.search(r'TIDINGS_VERSION "([^"]+)"', header)[1]

    def export_sources(self):
        root = str(Path(self.recipe_folder, "../..").resolve())
        for pattern in ("CMakeLists.txt", "LICENSE", "NOTICE", "README.md", "cmake/*", "include/*", "src/*", "seeds/*",
                        "bindings/c/*"):
            copy(self, pattern, root, self.export_sources_folder)

    def requirements(self):
        self.requires("boost/[>=1.74]", transitive_headers=True)
        for library in ("re2/[*]", "spdlog/[>=1.10]", "nlohmann_json/[>=3.10]", "tomlplusplus/[>=3.2]", "highway/[>=1.0]",
                        "sqlite3/[>=3.8]"):
            self.requires(library)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["TIDINGS_BUILD_COMMAND"] = False
        toolchain.cache_variables["TIDINGS_BUILD_EXAMPLES"] = False
        toolchain.cache_variables["TIDINGS_BUILD_TESTS"] = False
        toolchain.generate()
        CMakeDeps(self).generate()
        PkgConfigDeps(self).generate()  # RE2 and Highway are looked for by pkg-config

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        for notice in ("LICENSE", "NOTICE"):
            copy(self, notice, self.source_folder, str(Path(self.package_folder, "licenses")))
        CMake(self).install()

    def package_info(self):
        # Its own CMake package, with the targets tidings::tidings, tidings::graph and tidings::c.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs.append("lib/cmake/tidings")
        self.cpp_info.libs = ["tidings"]
